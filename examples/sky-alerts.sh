#!/usr/bin/env bash
# Real schemas and real records: the alert packets of a sky survey, in every version that it published.
#
#   examples/sky-alerts.sh CORPUS_DIR [REGISTRY_URL] [BOOTSTRAP_SERVERS]
#
# CORPUS_DIR holds <major>/<minor>/*.avsc, seven files a version that refer to one another by full name, and
# 11/0/sample_data/fakeAlert.avro. Needs `./signet up` running (defaults: http://127.0.0.1:8081 and 127.0.0.1:9092).
# Registers every version with its references, prints the verdict of each step of evolution, sends the sample alerts of
# 11.0 through the validating log, reads them back, then sends damaged ones and shows that none gets in.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,9p' "$0" | cut -c3-; exit 2; }
corpus=$(cd "$1" && pwd)
registry=${2:-http://127.0.0.1:8081}
bootstrap=${3:-127.0.0.1:9092}
signet=$(cd "$(dirname "$0")/.." && pwd)/signet
topic=alerts
subject=$topic-value
json='Content-Type: application/vnd.schemaregistry.v1+json'

level() {
    curl -fsS -X PUT "$registry/config/$subject" -H "$json" -d "{\"compatibility\":\"$1\"}" >/dev/null
}

versions=$(cd "$corpus" && find . -name '*.alert.avsc' | sed 's|^\./||; s|/lsst.*||' | sort -t/ -k1,1n -k2,2n)
for version in $versions; do
    folder=$corpus/$version
    name=$(echo "$version" | tr / .)
    echo "== version $name"
    # The types of one version, each as a subject under its own full name (their namespace carries the version).
    for file in "$folder"/*.avsc; do
        case $file in *.alert.avsc) continue ;; esac
        type=$(basename "$file" .avsc)
        "$signet" register "$type" "$file" --schema-dir "$folder" --registry "$registry"
    done
    alert=$(ls "$folder"/*.alert.avsc)
    # What registration at the default level would say; then the version goes in whatever the verdict was, as it did
    # when the survey published it.
    level BACKWARD
    "$signet" check "$subject" "$alert" --schema-dir "$folder" --registry "$registry" || true
    level NONE
    "$signet" register "$subject" "$alert" --schema-dir "$folder" --registry "$registry"
done

sample=$corpus/11/0/sample_data/fakeAlert.avro
echo "== the sample alerts of 11.0 through the log"
"$signet" produce --topic "$topic" --avro-file "$sample" --schema-dir "$corpus/11/0" \
    --registry "$registry" --bootstrap-server "$bootstrap"
"$signet" consume --topic "$topic" --from-beginning --until-end --json --registry "$registry" --bootstrap-server "$bootstrap" |
    wc -l | sed 's/$/ records in the log/'

echo "== the same, damaged: every payload loses its last byte"
"$signet" produce --topic "$topic" --avro-file "$sample" --schema-dir "$corpus/11/0" --damage cut \
    --registry "$registry" --bootstrap-server "$bootstrap" || true
"$signet" consume --topic "$topic" --from-beginning --until-end --json --registry "$registry" --bootstrap-server "$bootstrap" |
    wc -l | sed 's/$/ records in the log/'
