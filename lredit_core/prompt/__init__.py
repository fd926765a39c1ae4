"""From words to what is to be edited."""
