"""The window of lredit. Importing it creates nothing and loads no models."""
