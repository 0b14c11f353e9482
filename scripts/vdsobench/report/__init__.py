"""One page that holds everything and asks nothing of anyone: no request, no script."""
