"""The program: one file for one command, each loaded only when it is called."""
