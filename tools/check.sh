#!/bin/sh
# Everything that can be wrong without running the product. Goes on after a fault and fails at the end.
set -u
failed=0

step() {
    title=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $title"
    else
        echo "FAILED  $title"
        echo "$output"
        failed=1
    fi
}

without_addresses() {
    # A lock names packages and their hashes; where they come from is the machine's own setting.
    ! grep -nE '(https?|file)://|^ *--(index|extra-index|find)' requirements/*.txt || return 1
    ! grep -nE '"resolved":|registry' package-lock.json || return 1
}

deployed() {
    SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(64))') \
        ALLOWED_HOSTS=srrm.example.org DATABASE_URL=postgres://srrm:secret@database/srrm REDIS_URL=redis://broker/0 \
        EMAIL_URL=smtp://mail:25 python manage.py check --deploy --fail-level WARNING
}

export PYTHONDONTWRITEBYTECODE=1
step "style" ruff check --quiet --output-format concise .
step "format" ruff format --check --quiet --output-format concise .
step "floors" lint-imports
step "system checks" python manage.py check --fail-level WARNING
step "migrations are complete" python manage.py makemigrations --check --dry-run
step "settings for production" deployed
step "locks name no address" without_addresses
exit $failed
