package dev.signet.broker.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that a registry behind https may answer with. */
final class TrustStore {

    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    private TrustStore() {}

    /**
     * Trust in the certificates of a file alone.
     *
     * @param file PKCS 12, JKS, or certificates in PEM
     * @param password of PKCS 12 and JKS
     * @throws IllegalArgumentException if there is no certificate to be read in it
     */
    static SSLContext context(Path file, Optional<String> password) {
        try {
            KeyStore trusted = read(file, password);
            if (trusted.size() == 0) {
                throw new IllegalArgumentException("there is no certificate in " + file
                        + (password.isEmpty() ? " that can be read without signet.registry.truststore.password" : ""));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    file + " cannot be read as PKCS 12, JKS or PEM: " + unreadable, unreadable);
        }
    }

    private static KeyStore read(Path file, Optional<String> password) throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains(PEM)) {
            return certificates(bytes);
        }
        char[] secret = password.map(String::toCharArray).orElse(null);
        return KeyStore.getInstance(file.toFile(), secret);
    }

    private static KeyStore certificates(byte[] pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("certificate-" + number++, certificate);
        }
        return store;
    }
}
