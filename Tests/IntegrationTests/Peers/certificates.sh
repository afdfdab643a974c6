#!/bin/sh
# Makes the certificates of the tests in a folder: an authority, and what it signs for localhost, for another host, and
# for a client; one that is no longer valid, one that is not yet valid, one that signed itself, and an authority that nobody
# knows.
set -eu
cd "$1"
key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
names='subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1'

authority() {
    # shellcheck disable=SC2086
    openssl req -x509 $key -keyout "$1.key" -out "$1.pem" -subj "/CN=$2" -days 2
}

# name, subject, names, days, authority
signed() {
    # shellcheck disable=SC2086
    openssl req $key -keyout "$1.key" -out "$1.csr" -subj "/CN=$2"
    echo "$3" >"$1.ext"
    openssl x509 -req -in "$1.csr" -CA "$5.pem" -CAkey "$5.key" -CAcreateserial -days "$4" -extfile "$1.ext" -out "$1.pem"
}

authority authority 'Authority of the tests'
authority stranger 'Authority that nobody knows'
signed good localhost "$names" 2 authority
signed elsewhere chat.example 'subjectAltName=DNS:chat.example,DNS:*.chat.example' 2 authority
signed expired localhost "$names" -1 authority
# Of the commands of OpenSSL 3.0 `ca` alone sets a first day.
cat >ca.conf <<END
[ca]
default_ca = tests
[tests]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = names
[names]
commonName = supplied
END
: >index.txt
# shellcheck disable=SC2086
openssl req $key -keyout later.key -out later.csr -subj /CN=localhost
echo "$names" >later.ext
openssl ca -batch -notext -config ca.conf -cert authority.pem -keyfile authority.key -extfile later.ext \
    -startdate 20900101000000Z -enddate 20910101000000Z -in later.csr -out later.pem
signed client 'a client' 'extendedKeyUsage=clientAuth' 2 authority
signed strange 'a client' 'extendedKeyUsage=clientAuth' 2 stranger
# shellcheck disable=SC2086
openssl req -x509 $key -keyout self.key -out self.pem -subj /CN=localhost -addext "$names" -days 2
openssl ec -in client.key -aes256 -passout pass:open-sesame -out client-encrypted.key
