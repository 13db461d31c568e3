"""The keys of `kartoteka.yaml`, one file for each part."""
