"""One file for each rule by which figures that differ become one range."""
