package dev.signet.serde.config;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Trust in a certificate's chain whatever host it was issued for: only for who has switched the check of host names off.
 * The JDK's HTTP client always asks for that check, which is made by the trust manager where it sees the connection.
 */
final class AnyHost extends X509ExtendedTrustManager {
    private final X509TrustManager chains;

    private AnyHost(X509TrustManager chains) {
        this.chains = chains;
    }

    /** A context of the stores that a factory has read. */
    static SSLContext context(DefaultSslEngineFactory factory, Map<String, Object> read)
            throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(factory.truststore());
        TrustManager[] managers = Arrays.stream(trust.getTrustManagers())
                .map(each -> each instanceof X509TrustManager chains ? new AnyHost(chains) : each)
                .toArray(TrustManager[]::new);
        SSLContext context = SSLContext.getInstance(String.valueOf(read.get(SslConfigs.SSL_PROTOCOL_CONFIG)));
        context.init(keys(factory.keystore(), read), managers, null);
        return context;
    }

    private static KeyManager @Nullable [] keys(@Nullable KeyStore store, Map<String, Object> read)
            throws GeneralSecurityException {
        if (store == null) {
            return null;
        }
        Object own = read.get(SslConfigs.SSL_KEY_PASSWORD_CONFIG);
        Object password = own == null ? read.get(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG) : own;
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password instanceof Password secret ? secret.value().toCharArray() : null);
        return keys.getKeyManagers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        chains.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chains.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        chains.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chains.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
