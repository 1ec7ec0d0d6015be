package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorLimitTest {

    @Test
    void readsTheSoftLimit() {
        assertEquals(
                4096,
                DescriptorLimit.read(
                        List.of(
                                "Limit                     Soft Limit   Hard Limit   Units     ",
                                "Max processes             127235       127235       processes ",
                                "Max open files            4096         524288       files     ")));
    }

    @Test
    void takesNoLimitForTheGreatest() {
        assertEquals(
                Integer.MAX_VALUE,
                DescriptorLimit.read(List.of("Max open files  unlimited  unlimited  files")));
        assertEquals(
                Integer.MAX_VALUE,
                DescriptorLimit.read(List.of("Max open files  1073741816000  1  files")));
    }

    @Test
    void fallsBackWhereTheSystemDoesNotSay() {
        assertEquals(DescriptorLimit.FALLBACK, DescriptorLimit.read(List.of()));
        assertEquals(DescriptorLimit.FALLBACK, DescriptorLimit.read(List.of("Max open files  ?")));
    }

    @Test
    void leavesSomeDescriptorsForOtherUses() {
        int most = LoopBounds.defaults().maxConnections();
        assertTrue(most <= DescriptorLimit.ofThisProcess() - 64, most + " connections");
    }
}
