"""Where the rooms are put together: settings, addresses, templates, the command line."""
