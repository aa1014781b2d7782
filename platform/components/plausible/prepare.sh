# Makes the database of events where it is missing, then brings both databases up to date. That of PostgreSQL is made
# by OpenTofu: a user that expires may not make any.
wget -q -O - --header "X-ClickHouse-User: $CLICKHOUSE_USER" --header "X-ClickHouse-Key: $CLICKHOUSE_PASSWORD" \
  --post-data "CREATE DATABASE IF NOT EXISTS $CLICKHOUSE_DATABASE" "http://$CLICKHOUSE_HOST/"
/entrypoint.sh db migrate
