"""Audiences of advertising platforms: hashed lists for Google Customer Match and for Meta custom audiences."""
