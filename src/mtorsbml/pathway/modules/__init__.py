"""The modules of the pathway, one file each; every file reads like its section of the review."""
