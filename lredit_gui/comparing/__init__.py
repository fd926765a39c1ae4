"""Our edit beside those of editors without regions: what is compared, the works behind it, and how it is shown."""
