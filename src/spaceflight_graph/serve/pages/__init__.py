"""What people see in a browser: pages made on the server, readable without JavaScript."""
