"""The design system: page templates, form fields, paging and charts that every room shares."""
