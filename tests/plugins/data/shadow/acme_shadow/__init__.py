"""A plugin whose command shadows a built-in one."""
