"""Imported before all else: an interrupt that comes while a command still loads ends it without a
traceback. From errors.run() on it is told in a line."""

# The module signal would take longer to load than most of what is to be covered.
import _signal  # type: ignore[import]

if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:  # not where it is ignored
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
