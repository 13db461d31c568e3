"""plan -> land -> segment -> score -> campaign -> commit."""
