"""What holds many reports: each opener takes one kind apart, within bounds, into reports and troubles."""
