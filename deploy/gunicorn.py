"""How the web server runs. Addresses and numbers of processes come from the command line or the environment."""

import os
from pathlib import Path

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and then forked: processes share the memory of the code and start at once.
preload_app = True
worker_class = "gthread"
timeout = 60
graceful_timeout = 20
# A process is replaced now and then, so that a slow leak never matters.
max_requests = 20_000
max_requests_jitter = 2_000
control_socket_disable = True  # it would be one file in the home folder for all installations
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  gunicorn makes its own file there
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
# The path without its query: calendar feeds carry a token there.
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s %(L)ss'
accesslog = os.environ.get("ACCESS_LOG") or None
