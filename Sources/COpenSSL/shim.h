/* OpenSSL 3, with functions in place of the macros that the importer cannot read. */
#ifndef SQUALL_OPENSSL_SHIM_H
#define SQUALL_OPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* What every connection does: partial writes from a buffer that may move, and no buffers while it is idle. */
static inline void squall_tls_set_modes(SSL_CTX *context) {
    SSL_CTX_set_mode(
        context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    /* One call takes all that is there, and not the header of a record first. */
    SSL_CTX_set_read_ahead(context, 1);
}

static inline void squall_tls_enable_kernel(SSL_CTX *context) {
#ifdef SSL_OP_ENABLE_KTLS
    SSL_CTX_set_options(context, SSL_OP_ENABLE_KTLS);
#else
    (void)context;
#endif
}

/* Whether this OpenSSL was built with kTLS. */
static inline int squall_tls_knows_kernel(void) {
#if defined(SSL_OP_ENABLE_KTLS) && !defined(OPENSSL_NO_KTLS)
    return 1;
#else
    return 0;
#endif
}

static inline int squall_tls_kernel_sends(SSL *ssl) { return BIO_get_ktls_send(SSL_get_wbio(ssl)); }
static inline int squall_tls_kernel_receives(SSL *ssl) { return BIO_get_ktls_recv(SSL_get_rbio(ssl)); }

static inline int squall_tls_set_versions(SSL_CTX *context, int lowest, int highest) {
    return SSL_CTX_set_min_proto_version(context, lowest) && SSL_CTX_set_max_proto_version(context, highest);
}

/* Takes over the certificate. */
static inline int squall_tls_add_chain(SSL_CTX *context, X509 *certificate) {
    return SSL_CTX_add0_chain_cert(context, certificate) == 1;
}

/* Sessions are handed to `SSL_CTX_sess_set_new_cb` and kept nowhere else. */
static inline void squall_tls_hand_out_sessions(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
}

static inline void squall_tls_keep_no_sessions(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

/* No tickets, so that no handshake can be resumed. */
static inline void squall_tls_issue_no_tickets(SSL_CTX *context) {
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
}

static inline int squall_tls_set_server_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}

static inline int squall_tls_error_is_ssl(unsigned long error) { return ERR_GET_LIB(error) == ERR_LIB_SSL; }
static inline int squall_tls_error_reason(unsigned long error) { return ERR_GET_REASON(error); }

/* Such as `CN=localhost` (RFC 2253). */
static inline int squall_x509_print_name(BIO *bio, const X509_NAME *name) {
    return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253);
}

/* A key on the curve P-256. */
static inline EVP_PKEY *squall_tls_make_key(void) { return EVP_EC_gen("P-256"); }

#endif
