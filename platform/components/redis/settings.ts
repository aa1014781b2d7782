/** Where the process finds what it reads; the first from a ConfigMap, the second from a Secret. */
export const CONFIGURATION = { folder: "/etc/redis", file: "redis.conf" } as const;
export const USERS = { folder: "/etc/redis-users", file: "users.acl" } as const;

/**
 * The configuration: a cache and nothing else. It keeps nothing on a disk, so that it starts empty and at once after a
 * power cut, and throws away what was not used for longest when it is full. Whoever must not lose something has a
 * database.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/config/
 */
export const REDIS_CONF = lines({
  port: "6379",
  aclfile: `${USERS.folder}/${USERS.file}`,
  maxmemory: "56mb", // of the 80 that its container has: connections and gaps between keys take the rest
  "maxmemory-policy": "allkeys-lru",
  "maxmemory-clients": "8mb", // no client's own buffers push the process over its limit
  save: '""',
  appendonly: "no",
  maxclients: "500",
  "tcp-keepalive": "60", // a client that was cut off is forgotten
});

/**
 * The users, as a Go template that the secrets operator fills in. Passwords stand in it as hashes, so that no character
 * of theirs can break the file.
 *
 * Apps are `default`, the user of whoever names none. They may use all keys; they may not see or change the server, nor
 * empty the cache of the others. INFO counts as dangerous, but clients ask it whether the server is ready.
 *
 * The exporter reads figures of the whole server. CLIENT KILL and CLIENT PAUSE count as connection too, hence `-@admin`.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
 */
export const USERS_ACL = `user default on #${hashed("default")} ~* &* +@all -@admin -@dangerous +info
user exporter on #${hashed("exporter")} -@all +@connection -@admin +info +config|get +latency|latest +latency|histogram +slowlog|get +slowlog|len
`;

/** Hash of a key of the secret in Vault. */
function hashed(key: string): string {
  return `{{ get .Secrets "${key}" | sha256sum }}`;
}

function lines(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join("");
}
