"""Write-back: what a CRM is to have, how that differs from what it has, and how the differences get there."""
