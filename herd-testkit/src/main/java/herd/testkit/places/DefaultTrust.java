package herd.testkit.places;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom this JVM's default context of TLS trusts while a {@link TestCertificate} is trusted: that
 * certificate, and whomever the JDK would trust.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Why.</b> The default context is one for all of a JVM, and the only way to a client that a
 * server makes for itself. So this is static as well: what several tests add at the same time adds up,
 * and the last one to leave puts back what was there. Names of hosts are checked by the JDK's own
 * trust managers; this only picks which.
 */
final class DefaultTrust extends X509ExtendedTrustManager {

    private static final Map<X509Certificate, Trusted> TRUSTED = new HashMap<>();
    private static final DefaultTrust INSTANCE = new DefaultTrust();

    /** What was the default before, and is meanwhile; guarded by the class, as the map is. */
    private static SSLContext before;

    private static SSLContext meanwhile;

    /** A certificate's own trust manager, and by how many it is trusted. */
    private static final class Trusted {
        private final X509ExtendedTrustManager manager;
        private int count;

        Trusted(X509ExtendedTrustManager manager) {
            this.manager = manager;
        }
    }

    private final X509ExtendedTrustManager jdk = manager(null);

    private DefaultTrust() {}

    static TestCertificate.Trust add(X509Certificate certificate) {
        synchronized (DefaultTrust.class) {
            if (TRUSTED.isEmpty()) {
                install();
            }
            TRUSTED.computeIfAbsent(certificate, it -> new Trusted(manager(store(it)))).count++;
        }
        AtomicBoolean isOver = new AtomicBoolean();
        return () -> {
            if (isOver.compareAndSet(false, true)) {
                remove(certificate);
            }
        };
    }

    private static synchronized void remove(X509Certificate certificate) {
        Trusted trusted = TRUSTED.get(certificate);
        trusted.count--;
        if (trusted.count == 0) {
            TRUSTED.remove(certificate);
            forgetSessions();
        }
        if (TRUSTED.isEmpty()) {
            SSLContext.setDefault(before);
        }
    }

    private static void install() {
        try {
            before = SSLContext.getDefault();
            meanwhile = SSLContext.getInstance("TLS");
            meanwhile.init(null, new TrustManager[] {INSTANCE}, null);
            SSLContext.setDefault(meanwhile);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /** A session that is taken up again is believed without another look at the certificate. */
    private static void forgetSessions() {
        SSLSessionContext sessions = meanwhile.getClientSessionContext();
        for (byte[] id : Collections.list(sessions.getIds())) {
            SSLSession session = sessions.getSession(id);
            // Null if it ended by itself meanwhile.
            if (session != null) {
                session.invalidate();
            }
        }
    }

    private static KeyStore store(X509Certificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("trusted", certificate);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot hold a certificate", e);
        }
    }

    /** The JDK's trust manager for a store; its own if that is null, as the JDK has it. */
    private static X509ExtendedTrustManager manager(KeyStore store) {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK trusts nobody", e);
        }
        throw new IllegalStateException("this JDK has no trust manager for X.509");
    }

    private X509ExtendedTrustManager whoJudges(X509Certificate... chain)
            throws CertificateException {
        synchronized (DefaultTrust.class) {
            Trusted trusted = TRUSTED.get(chain[0]);
            if (trusted == null) {
                return jdk;
            }
            // The JDK asks nothing of a certificate that is trusted by itself, not even its time.
            chain[0].checkValidity();
            return trusted.manager;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        whoJudges(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        whoJudges(chain).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        whoJudges(chain).checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
