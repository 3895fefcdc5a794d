"""What speakers do by saying something, and what denials and promises hang on."""
