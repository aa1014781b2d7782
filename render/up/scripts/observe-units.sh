# Prints a paragraph of properties for each unit, and a line for each container of Docker Compose, when asked for them; not
# for those of "docker-compose run", such as a restore that is tried.
set -u
systemctl show --property Id,LoadState,UnitFileState,ActiveState,SubState,Type,Result,ConditionResult,ConditionTimestampMonotonic,InactiveEnterTimestampMonotonic,NeedDaemonReload $units
[ -z "$projects" ] || docker ps --all --filter label=com.docker.compose.oneoff=False --format 'container	{{.Label "com.docker.compose.project"}}	{{.Names}}	{{.Status}}' || true
