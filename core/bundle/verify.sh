#!/usr/bin/env bash
# Checks an unpacked evidence bundle with bash and openssl alone, in the folder with MANIFEST:
#
#   ./verify.sh [--authorities FILE] LOG_KEY [WITNESS_KEY...]
#
# The keys are verifier keys (C2SP signed-note); the file has certificates of time-stamping
# authorities in PEM, or of those who vouch for them, one or more. They are yours to bring, from
# somebody whom you believe, and so is this script: it is the same in every bundle, but the one in
# a bundle is what its writer has put there. The format is docs/formats/bundle.md of Tocsin. Ends
# with 0 where all that it checks holds, with 1 where something does not, with 2 where nothing was
# checked.

set -u -o pipefail
export LC_ALL=C TZ=UTC
shopt -s globstar nullglob dotglob
# pkeyutl takes a message from a file only; that is what here documents are up to bash 5.0.
((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] > 500)) && BASH_COMPAT=50

readonly number='(0|[1-9][0-9]{0,17})'
readonly tile='tile/([1-7]|entries)/(x[0-9]{3}/)*[0-9]{3}(\.p/[1-9][0-9]{0,2})?'
readonly single='claim\.json|before|after|consistency|policy\.example|report\.html|verify\.sh'
readonly stamped="stamped(-consistency)?|token/$number"
readonly path_form="^($single|$stamped|$tile|entry/$number(\.tlog-proof)?|object/[0-9a-f]{64})\$"
readonly clock_form='([0-9]{2}):([0-9]{2}):([0-9]{2})[.0-9]*'
readonly time_form=$'\nTime stamp: ([A-Z][a-z]{2}) +([0-9]+) '"$clock_form ([0-9]{4}) GMT"
readonly base64_form='^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'
readonly digits=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/
readonly dash=$'\xe2\x80\x94'  # before each signature of a note
readonly log_algorithm=01 witness_algorithm=04

main() {
  authorities=
  if [[ ${1-} == --authorities && $# -gt 1 ]]; then
    authorities=$2
    shift 2
    [[ -f $authorities && -r $authorities ]] || unable "$(shown "$authorities") cannot be read"
  fi
  (($# > 0)) || explain_keys
  check_tools
  [[ -f MANIFEST ]] || unable "there is no MANIFEST here: this runs in the unpacked bundle"
  read_keys "$@"
  check_manifest
  check_checkpoints
  check_consistency
  check_earlier_entries
  check_stamped
  say_what_is_left
}

explain_keys() {
  printf '%s\n' >&2 \
    "usage: ./verify.sh [--authorities FILE] LOG_KEY [WITNESS_KEY...]" \
    "" \
    "Whose signatures count is for you to say: bring the verifier keys of the log and of the" \
    "witnesses that you believe, from them or from somebody whom you trust, and certificates of" \
    "time-stamping authorities in PEM if you believe any. The file" \
    "policy.example names those that the writer of this bundle believes: it is his word."
  exit 2
}

check_tools() {
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || unable "bash 4.4 or later is needed"
  local version
  version=$(openssl version) || unable "openssl is needed"
  { [[ $version =~ ^OpenSSL\ ([0-9]+)\. ]] && ((BASH_REMATCH[1] >= 3)); } ||
    unable "OpenSSL 3.0 or later is needed, not $version"
  check_a_known_signature
}

# The worked example of docs/formats/log.md. Where this fails, a failure says nothing of a bundle.
check_a_known_signature() {
  local key text=$'geneva.example/log\n1\ne5OgPJTCtuFCNmTKEJgmPgk3TOCyr4k7usA18SJnokk=\n' signature
  key=$(hex_of AaL6L0o1W6LpB6UwCenjfK3fesfmagi6B2MfVTBys/JM)
  signature=$(hex_of "1DAr2gzxjgDe/l3qbvSXqLHO5DNxRdwZrcM1k3mHUVd54WzGXkah5zKu/5/vjnh6nF4e9HSTH8r6Y\
tUTaXNttYLK1gU=")
  if verifies "${key:2}" "$text" "${signature:8}"; then
    verifies "${key:2}" "x$text" "${signature:8}" || return 0
  fi
  unable "openssl cannot check an Ed25519 signature here, or there is no room for a temporary file"
}

# --- the keys ---

# Each as "name id algorithm key", all but the name in hexadecimal.
read_keys() {
  log_key=$(key_of "$1" "$log_algorithm") || unable "not a log's verifier key: $(shown "$1")"
  witness_keys=()
  local text key
  for text in "${@:2}"; do
    key=$(key_of "$text" "$witness_algorithm") ||
      unable "not a witness's verifier key: $(shown "$text")"
    witness_keys+=("$key")
  done
}

key_of() {
  [[ $1 =~ ^([^+[:space:]]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$ ]] || return 1
  local name=${BASH_REMATCH[1]} id=${BASH_REMATCH[2]} key
  key=$(hex_of "${BASH_REMATCH[3]}") || return 1
  [[ $key == "$2"* && ${#key} == 66 ]] || return 1
  [[ $({ printf '%s\n' "$name" && bytes "$key"; } | digest) == "$id"* ]] || return 1
  printf '%s %s %s %s\n' "$name" "$id" "$2" "${key:2}"
}

# --- what is in the bundle ---

declare -A digest_of=()  # as MANIFEST says, by path

check_manifest() {
  local lines line last='' path
  mapfile -t lines < MANIFEST
  ((${#lines[@]} > 0)) || wrong "MANIFEST is empty"
  for line in "${lines[@]}"; do
    [[ $line =~ ^([0-9a-f]{64})'  '(.+)$ ]] || wrong "MANIFEST has a line of another form"
    digest_of[${BASH_REMATCH[2]}]=${BASH_REMATCH[1]}
    path=${BASH_REMATCH[2]}
    [[ $path =~ $path_form ]] || wrong "MANIFEST names $(shown "$path"), no path of a bundle"
    [[ $path > $last ]] || wrong "MANIFEST is not in the order of the paths, at $path"
    [[ -f $path && ! -L $path ]] || wrong "$path is in MANIFEST but not here"
    last=$path
  done
  for path in **; do
    [[ -d $path && ! -L $path || $path == MANIFEST ]] || [[ -n ${digest_of[$path]-} ]] ||
      wrong "$(shown "$path") is here but not in MANIFEST"
  done
  check_digests "${!digest_of[@]}"
  right "MANIFEST names all ${#digest_of[@]} files, and each has the digest that it says"
}

check_digests() {
  local count=0 line
  while (($# > 0)); do
    while read -r line; do
      [[ ${digest_of[${line:66}]-} == "${line:0:64}" ]] || wrong "${line:66} has another digest"
      ((count += 1))
    done < <(openssl dgst -sha256 -r "${@:1:500}")
    shift "$(($# < 500 ? $# : 500))"
  done
  ((count == ${#digest_of[@]})) || wrong "not every file can be read"
}

# Into `lines`, of a text whose every line has its end and which holds no zero byte.
read_lines() {
  [[ -n ${digest_of[$1]-} ]] || wrong "there is no $1"
  mapfile -t lines < "$1"
  local again=''
  ((${#lines[@]} == 0)) || printf -v again '%s\n' "${lines[@]}"
  [[ $(printf '%s' "$again" | digest) == "${digest_of[$1]}" ]] || wrong "$1 is no text"
}

# --- who has signed what ---

check_checkpoints() {
  local signed_at=() before_at=() i
  if [[ -n ${digest_of[before]-} ]]; then
    check_checkpoint before
    before_size=$size before_root=$root before_at=("${signed_at[@]}")
  fi
  check_checkpoint after
  after_text=$text after_size=$size after_root=$root
  for i in "${!before_at[@]}"; do
    ((before_at[i] <= signed_at[i])) || wrong "${witness_keys[i]%% *} signed before after after"
  done
}

# Into text, size, root, and when each witness has signed into signed_at.
check_checkpoint() {
  local lines key name at
  read_lines "$1"
  read_tree "$1"
  local origin=${lines[0]} signatures=("${lines[@]:4}")
  name=${log_key%% *}
  [[ $origin == "$name" ]] || wrong "$1 is of $(shown "$origin"), not of $name"
  check_signatures "$log_key" "$1"
  right "$1: a tree of $size entries, signed by $name"
  signed_at=()
  for key in "${witness_keys[@]}"; do
    check_signatures "$key" "$1"
    printf -v at '%(%Y-%m-%dT%H:%M:%SZ)T' "$time"
    right "$1: cosigned by ${key%% *} at $at"
    signed_at+=("$time")
  done
}

# The first four of `lines` into text, size and root.
read_tree() {
  [[ ${#lines[@]} -gt 4 && -n ${lines[0]} && -z ${lines[3]} && ${lines[1]} =~ ^$number$ ]] ||
    wrong "$1 is no signed checkpoint"
  size=${lines[1]}
  root=$(hash_of "${lines[2]}") || wrong "$1 has no root"
  ((size > 0)) || wrong "$1 is of an empty tree"
  printf -v text '%s\n' "${lines[@]:0:3}"
}

# Every one of `signatures` with this key must hold, and there must be one; its time into `time`.
check_signatures() {
  local name id algorithm key line blob found=
  read -r name id algorithm key <<< "$1"
  for line in "${signatures[@]}"; do
    blob=$(hex_of "${line##* }") || wrong "$2 has a malformed signature"
    [[ $line == "$dash "?*" ${line##* }" ]] || wrong "$2 has a malformed signature"
    [[ $line == "$dash $name ${line##* }" ]] || continue
    [[ $blob == "$id"* ]] || continue
    check_signature "$algorithm" "$key" "${blob:8}" ||
      wrong "$2: the signature of $name does not hold"
    found=yes
  done
  [[ -n $found ]] || wrong "$2 is not signed by $name, whom you asked for"
}

# Of a log 64 bytes; of a witness these stand behind a time in seconds, which goes into `time`
# (C2SP tlog-cosignature).
check_signature() {
  local message=$text
  if [[ $1 == "$witness_algorithm" ]]; then
    [[ ${#3} == 144 && $3 == 000000[0-9a-f]* ]] || return 1
    time=$((16#${3:0:16}))
    ((time > 0 && time <= 9223372036)) || return 1
    message=$'cosignature/v1\ntime '$time$'\n'$text
  else
    [[ ${#3} == 128 ]] || return 1
  fi
  verifies "$2" "$message" "${3: -128}"
}

# 302a300506032b6570032100 begins every Ed25519 key (RFC 8410).
verifies() {
  openssl pkeyutl -verify -pubin -keyform DER -inkey <(bytes "302a300506032b6570032100$1") \
    -rawin -in /dev/fd/3 -sigfile <(bytes "$3") 3<<< "${2%$'\n'}" > /dev/null 2>&1
}

# --- proofs ---

# RFC 9162 section 2.1.4.2.
check_consistency() {
  if [[ -z ${before_size-} ]]; then
    [[ -z ${digest_of[consistency]-} ]] || wrong "there is a consistency, but no before"
    return
  fi
  ((before_size < after_size)) || wrong "before is not smaller than after"
  ((before_size > 0)) || wrong "before is of an empty tree"
  check_front consistency "$before_size" "$before_root" "$after_size" "$after_root"
  right "consistency: the tree of after holds that of before, unchanged, as its front"
}

# A file that leads from a tree's size and root to those of a larger one.
check_front() {
  local lines old new path
  read_lines "$1"
  read_path "$1" "${lines[@]}"
  (($2 & ($2 - 1))) || path=("$3" "${path[@]}")
  ((${#path[@]} > 0)) || wrong "$1 is empty"
  old=${path[0]} new=${path[0]}
  local node=$(($2 - 1)) last=$(($4 - 1)) sibling
  while ((node & 1)); do ((node >>= 1, last >>= 1)); done
  for sibling in "${path[@]:1}"; do
    ((last > 0)) || wrong "$1 is too long"
    if ((node & 1 || node == last)); then
      old=$(node_hash "$sibling" "$old")
      new=$(node_hash "$sibling" "$new")
      while ((node > 0 && !(node & 1))); do ((node >>= 1, last >>= 1)); done
    else
      new=$(node_hash "$new" "$sibling")
    fi
    ((node >>= 1, last >>= 1))
  done
  [[ $last == 0 && $old == "$3" && $new == "$5" ]] ||
    wrong "$1 does not lead from the one tree to the other"
}

check_earlier_entries() {
  local path count=0
  for path in "${!digest_of[@]}"; do
    [[ $path == entry/* ]] || continue
    if [[ $path == *.tlog-proof ]]; then
      [[ -n ${digest_of[${path%.tlog-proof}]-} ]] || wrong "$path is of no entry that is here"
    else
      check_inclusion "$path"
      ((count += 1))
    fi
  done
  right "$count entries from before the range are in the tree of after"
}

# C2SP tlog-proof, and RFC 9162 section 2.1.3.2.
check_inclusion() {
  local lines index=${1#entry/} i=1 proof=$1.tlog-proof text size root path
  read_lines "$proof"
  [[ ${lines[0]-} == c2sp.org/tlog-proof@v1 ]] || wrong "$proof is no proof"
  [[ ${lines[1]-} == "extra "* ]] && i=2
  [[ ${lines[i]-} == "index $index" ]] || wrong "$proof is of another index"
  local hashes=()
  while [[ -n ${lines[i += 1]-} ]]; do hashes+=("${lines[i]}"); done
  lines=("${lines[@]:i + 1}")
  read_tree "$proof"
  [[ $text == "$after_text" ]] || wrong "$proof is not for the tree of after"
  read_path "$proof" "${hashes[@]}"
  [[ $(climb "$1" "$index" "${path[@]}") == "$after_root" ]] ||
    wrong "$1 is not at this index of the tree of after"
}

# The root that an entry's file makes at an index, along the hashes.
climb() {
  local node=$2 last=$((after_size - 1)) hash sibling
  ((node <= last)) || return
  hash=$({ bytes 00 && openssl enc -none -in "$1"; } | digest)
  for sibling in "${@:3}"; do
    ((last > 0)) || return
    if ((node & 1 || node == last)); then
      hash=$(node_hash "$sibling" "$hash")
      while ((node > 0 && !(node & 1))); do ((node >>= 1, last >>= 1)); done
    else
      hash=$(node_hash "$hash" "$sibling")
    fi
    ((node >>= 1, last >>= 1))
  done
  ((last == 0)) && printf '%s\n' "$hash"
}

# --- time-stamps ---

check_stamped() {
  local lines text size root path tokens=()
  for path in "${!digest_of[@]}"; do [[ $path == token/* ]] && tokens+=("$path"); done
  stamped_by=0
  if [[ -z ${digest_of[stamped]-} ]]; then
    [[ -z ${digest_of[stamped-consistency]-}${tokens[*]-} ]] || wrong "there is no stamped"
    return
  fi
  read_lines stamped
  read_tree stamped
  [[ ${lines[0]} == "${log_key%% *}" ]] || wrong "stamped is of another log than after"
  if [[ $size == "$after_size" ]]; then
    [[ $root == "$after_root" && -z ${digest_of[stamped-consistency]-} ]] ||
      wrong "stamped is another tree than after"
  else
    ((size > after_size)) || wrong "stamped is smaller than after"
    check_front stamped-consistency "$after_size" "$after_root" "$size" "$root"
  fi
  right "stamped: a tree of $size entries, which holds that of after as its front"
  [[ -n $authorities ]] || return
  for path in "${tokens[@]}"; do check_token "$path"; done
  ((stamped_by > 0)) || wrong "none of ${#tokens[@]} time-stamps is by an authority of yours"
}

# Certificates are judged at the token's own time (RFC 3161): that they have expired since then is
# nothing against it. One that does not hold does not count.
check_token() {
  local text at error
  text=$(openssl ts -reply -in "$1" -token_in -token_out -text 2> /dev/null) ||
    { note "$1 does not count: it cannot be read" && return; }
  at=$(seconds_in "$text") || { note "$1 does not count: it says no time" && return; }
  [[ $text == *$'\nHash Algorithm: sha256\n'* ]] ||
    { note "$1 does not count: it is not of a SHA-256" && return; }
  if error=$(openssl ts -verify -in "$1" -token_in -data stamped -CAfile "$authorities" \
    -partial_chain -auth_level 2 -attime "$at" 2>&1); then
    printf -v at '%(%Y-%m-%dT%H:%M:%SZ)T' "$at"
    right "$1: an authority of yours has signed that stamped was there at $at"
    ((stamped_by += 1))
  else
    [[ $error =~ Verify\ error:[a-zA-Z0-9\ ()-]+ || $error =~ ts_[a-z_]+:[a-zA-Z0-9\ ]+ ]]
    note "$1 does not count: ${BASH_REMATCH[0]-$(shown "$error")}"
  fi
}

# "Time stamp: Nov 29 12:20:00 2026 GMT" into seconds since 1970.
seconds_in() {
  local months=JanFebMarAprMayJunJulAugSepOctNovDec before month day year days
  [[ $1 =~ $time_form ]] || return 1
  before=${months%%"${BASH_REMATCH[1]}"*}
  month=$((${#before} / 3 + 1)) day=$((10#${BASH_REMATCH[2]})) year=${BASH_REMATCH[6]}
  ((month <= 12)) || return 1
  ((month > 2)) && ((month -= 3)) || ((month += 9, year -= 1))  # the year begins in March
  ((days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719469))
  printf '%s\n' $((((days * 24 + 10#${BASH_REMATCH[3]}) * 60 + 10#${BASH_REMATCH[4]}) * 60 + \
    10#${BASH_REMATCH[5]}))
}

# Hashes in Base64 into `path`, in hexadecimal.
read_path() {
  path=()
  (($# <= 64)) || wrong "$1 is too long"
  local line hash
  for line in "${@:2}"; do
    hash=$(hash_of "$line") || wrong "$1 has a line that is no hash"
    path+=("$hash")
  done
}

# --- bytes ---

node_hash() { bytes "01$1$2" | digest; }

hash_of() {
  [[ ${#1} == 44 ]] && hex_of "$1"
}

# SHA-256 of what comes in.
digest() {
  local line
  line=$(openssl dgst -sha256 -r) && printf '%s\n' "${line:0:64}"
}

# The bytes that hexadecimal digits stand for.
bytes() {
  local escaped='' i
  for ((i = 0; i < ${#1}; i += 2)); do escaped+="\\x${1:i:2}"; done
  printf '%b' "$escaped"
}

# Base64 into hexadecimal, canonical only.
hex_of() {
  [[ -n $1 && $1 =~ $base64_form ]] || return 1
  local text=${1//=/} hex='' value=0 bits=0 i before
  for ((i = 0; i < ${#text}; i += 1)); do
    before=${digits%%"${text:i:1}"*}
    ((value = value << 6 | ${#before}, bits += 6))
    ((bits < 8)) && continue
    printf -v hex '%s%02x' "$hex" "$((value >> (bits - 8)))"
    ((bits -= 8, value &= (1 << bits) - 1))
  done
  ((value == 0)) && printf '%s\n' "$hex"
}

# --- words ---

say_what_is_left() {
  printf '%s\n' "" \
    "All of this holds, under the keys that you brought. Not checked here, but by" \
    "\`tocsin-audit verify\` on the zip file, with your policy:" \
    "  - that the entries in tile/ make the trees of before and after, none left out or changed;" \
    "  - the signatures of probes on their batches, and of countries on their statements;" \
    "  - the claim in claim.json and report.html, which must follow from all of these."
  [[ -n $authorities || -z ${digest_of[stamped]-} ]] || printf '%s\n' \
    "  - the time-stamps in token/: you named no authority (--authorities FILE);"
  ((stamped_by == 0)) || printf '%s\n' \
    "  - whether an authority's certificate was revoked, and whether its clock was right;"
  ((${#witness_keys[@]} > 0)) ||
    printf '%s\n' "  - any witness: you named none, so the log may have shown others another tree."
}

right() { printf 'ok: %s\n' "$1"; }

note() { printf 'note: %s\n' "$1"; }

wrong() {
  printf 'WRONG: %s\n' "$1"
  exit 1
}

unable() {
  printf 'nothing was checked: %s\n' "$1" >&2
  exit 2
}

shown() { printf '%q' "$1"; }

main "$@"
