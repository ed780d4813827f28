#!/bin/sh
# Writes Alertmanager's configuration from the environment, and starts it: it reads no variables by itself. For each of
# them NAME_FILE may stand (Docker secrets). PARLANCE_ONLY_WRITE=file writes it there and starts nothing.
set -eu
umask 077
config=${PARLANCE_ONLY_WRITE:-/tmp/alertmanager.yml}

value() {
  eval "file=\${$1_FILE:-}"
  if [ -n "$file" ]; then cat "$file"; else eval "printf '%s' \"\${$1:-}\""; fi
}
# As YAML writes a text in which nothing has a meaning.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/''/g")"; }
# %40 and the like, as addresses have them.
decoded() {
  printf '%s' "$1" | awk '{
    out = ""
    while (match($0, /%[0-9A-Fa-f][0-9A-Fa-f]/)) {
      high = index("0123456789abcdef", tolower(substr($0, RSTART + 1, 1))) - 1
      low = index("0123456789abcdef", tolower(substr($0, RSTART + 2, 1))) - 1
      out = out substr($0, 1, RSTART - 1) sprintf("%c", high * 16 + low)
      $0 = substr($0, RSTART + 3)
    }
    printf "%s", out $0
  }'
}
refuse() {
  printf '%s\n' "$1" >&2
  exit 1
}

webhook=$(value ALERT_WEBHOOK_URL)
email=$(value ALERT_EMAIL_TO)
smtp=$(value SMTP_URL)
from=$(value MAIL_FROM)

case $webhook in
  '' | http://* | https://*) ;;
  *) refuse "ALERT_WEBHOOK_URL must be an address such as https://hooks.example/parlance" ;;
esac
if [ -n "$email" ] && [ -z "$smtp" ]; then
  refuse "ALERT_EMAIL_TO names who gets mail, and SMTP_URL no server that sends it: set SMTP_URL in .env.backend, or take ALERT_EMAIL_TO out"
fi

{
  printf 'route:\n'
  printf '  receiver: operator\n'
  printf '  group_by: [alertname, job]\n'
  printf '  group_wait: %s\n' "${ALERT_GROUP_WAIT:-15s}"
  printf '  group_interval: %s\n' "${ALERT_GROUP_INTERVAL:-1m}"
  printf '  repeat_interval: %s\n' "${ALERT_REPEAT_INTERVAL:-12h}"
  printf 'inhibit_rules:\n'
  printf '  # What is down is slow, too: once is enough.\n'
  printf '  - source_matchers: [alertname="ServiceDown"]\n'
  printf '    target_matchers: [alertname!="ServiceDown"]\n'
  printf '    equal: [job]\n'
  printf 'receivers:\n'
  printf '  - name: operator\n'
  if [ -n "$webhook" ]; then
    printf '    webhook_configs:\n'
    printf '      - url: %s\n' "$(quoted "$webhook")"
    printf '        send_resolved: true\n'
    printf '        max_alerts: 100\n'
  fi
  if [ -n "$email" ]; then
    rest=${smtp#*://}
    rest=${rest%%[/?]*}
    case $rest in
      *@*) login=${rest%@*} server=${rest##*@} ;;
      *) login='' server=$rest ;;
    esac
    # 465 is TLS from the first byte on, every other port begins in the clear.
    case $smtp in smtps://*) usual=465 ;; *) usual=587 ;; esac
    case $server in *:[0-9]*) ;; *) server=$server:$usual ;; esac
    if [ -z "$from" ]; then
      case ${PARLANCE_SITE:-:80} in
        :*) from=noreply@${server%:*} ;;
        *) from=noreply@$PARLANCE_SITE ;;
      esac
    fi
    printf '    email_configs:\n'
    printf '      - to: %s\n' "$(quoted "$email")"
    printf '        from: %s\n' "$(quoted "$from")"
    printf '        smarthost: %s\n' "$(quoted "$server")"
    printf '        send_resolved: true\n'
    if [ -n "$login" ]; then
      printf '        auth_username: %s\n' "$(quoted "$(decoded "${login%%:*}")")"
      printf '        auth_password: %s\n' "$(quoted "$(decoded "${login#*:}")")"
    fi
    # A password travels encrypted or not at all; a relay of one's own network may know no TLS.
    printf '        require_tls: %s\n' "$([ -n "$login" ] && echo true || echo false)"
  fi
} > "$config"

[ -z "${PARLANCE_ONLY_WRITE:-}" ] || exit 0
# Debian calls the program by another name than its makers.
exec "$(command -v alertmanager || command -v prometheus-alertmanager)" "--config.file=$config" "$@"
