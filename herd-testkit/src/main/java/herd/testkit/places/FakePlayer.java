package herd.testkit.places;

import herd.testkit.places.FakeAnswer.Delayed;
import herd.testkit.places.FakeAnswer.Document;
import herd.testkit.places.FakeAnswer.Dripping;
import herd.testkit.places.FakeAnswer.Oversize;
import herd.testkit.places.FakeAnswer.Places;
import herd.testkit.places.FakeAnswer.Refusal;
import herd.testkit.places.FakeAnswer.Reset;
import herd.testkit.places.FakeAnswer.Silence;
import herd.testkit.places.FakeAnswer.Truncated;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Plays one answer on one connection. */
record FakePlayer(
        Socket connection,
        InputStream in,
        OutputStream out,
        FakeRequest request,
        CountDownLatch stopped) {

    private static final int BLOCK = 8192;

    /** Plays it; returns whether the connection is fit for another request. */
    boolean play(FakeAnswer answer) throws IOException, InterruptedException {
        if (answer instanceof Delayed delayed) {
            boolean wasStopped = stopped.await(delayed.by().toNanos(), TimeUnit.NANOSECONDS);
            return !wasStopped && play(delayed.then());
        }
        if (answer instanceof Dripping dripping) {
            return drip(whole(dripping.what()), dripping);
        }
        if (answer instanceof Truncated truncated) {
            byte[] whole = whole(truncated.what());
            out.write(whole, 0, headLength(whole) + (whole.length - headLength(whole)) / 2);
            return false;
        }
        if (answer instanceof Oversize oversize) {
            return flood(oversize.bytes());
        }
        if (answer instanceof Reset) {
            connection.setSoLinger(true, 0);
            return false;
        }
        if (answer instanceof Silence) {
            while (in.read() >= 0) {
                // Whatever comes is of no interest: only the end is.
            }
            return false;
        }
        out.write(whole(answer));
        return true;
    }

    /** An answer that has a text, head and body. */
    private byte[] whole(FakeAnswer answer) {
        if (answer instanceof Places places) {
            return message(200, FakeDocuments.places(request, places.count(), places.layout()));
        }
        if (answer instanceof Refusal refusal) {
            int status = request.isNew() ? FakeDocuments.httpStatus(refusal.status()) : 200;
            return message(status, FakeDocuments.refusal(request, refusal.status()));
        }
        if (answer instanceof Document document) {
            return message(document.httpStatus(), document.body());
        }
        throw new IllegalArgumentException("has no text that could be cut up: " + answer);
    }

    private boolean drip(byte[] whole, Dripping how) throws IOException, InterruptedException {
        for (int at = 0; at < whole.length; at += how.pieceBytes()) {
            out.write(whole, at, Math.min(how.pieceBytes(), whole.length - at));
            if (stopped.await(how.every().toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }

    private boolean flood(long bytes) throws IOException {
        out.write(head(200, bytes));
        byte[] blanks = new byte[BLOCK];
        Arrays.fill(blanks, (byte) ' ');
        for (long left = bytes; left > 0; left -= BLOCK) {
            out.write(blanks, 0, (int) Math.min(left, BLOCK));
        }
        return true;
    }

    private static byte[] message(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = head(status, body.length);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static byte[] head(int status, long length) {
        String head =
                "HTTP/1.1 "
                        + status
                        + " Fake\r\nContent-Type: application/json; charset=UTF-8\r\n"
                        + "Content-Length: "
                        + length
                        + "\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private static int headLength(byte[] whole) {
        return new String(whole, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    }
}
