package org.volumetransfers.bootstrap.files;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads files of certificate authorities: any number of certificates in PEM, or one in DER. */
public final class CertificateFile {

    private CertificateFile() {}

    /**
     * Reads all certificates.
     *
     * @throws IOException when the content cannot be read
     */
    public static List<X509Certificate> read(InputStream content, FileErrors errors) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(content)
                    .forEach(certificate -> certificates.add((X509Certificate) certificate));
        } catch (CertificateException e) {
            errors.add(Place.START, "the file must contain certificates in PEM");
            return List.of();
        }
        if (certificates.isEmpty()) {
            errors.add(Place.START, "the file contains no certificate");
        }
        return certificates;
    }
}
