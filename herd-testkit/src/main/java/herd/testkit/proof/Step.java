package herd.testkit.proof;

import herd.testkit.sim.SimulatedCable;
import java.time.Duration;

/**
 * One thing that is done to a herd from outside: a fault, its end, or what a client does. Plain data, so
 * that a schedule can be printed, read back, and shortened.
 *
 * <p>A step that cannot be done as things stand, as to kill a server that is dead, does nothing: a
 * schedule stays sound whatever is left out of it.
 */
sealed interface Step {

    /** Does it. */
    void play(World world);

    /** A client sends bytes, connecting first if it is not connected. */
    record Send(String server, int client, String bytes) implements Step {
        @Override
        public void play(World world) {
            world.client(server, client, it -> it.send(bytes));
        }
    }

    /** A client sends many long lines at once, none of them a command. */
    record Blast(String server, int client, int lines, int length) implements Step {
        @Override
        public void play(World world) {
            world.blast(server, client, lines, length);
        }
    }

    /** A client asks the same question so many times at once. */
    record Pester(String server, int client, int times, String question) implements Step {
        @Override
        public void play(World world) {
            world.client(server, client, it -> it.send((question + '\n').repeat(times)));
        }
    }

    /** A client tells where somebody is whose name is as long as that. */
    record Stuff(String server, int client, String id, int length) implements Step {
        @Override
        public void play(World world) {
            world.stuff(server, client, id, length);
        }
    }

    /** A client says that it sends no more; it goes on reading. */
    record Finish(String server, int client) implements Step {
        @Override
        public void play(World world) {
            world.client(server, client, ProofClient::finish);
        }
    }

    /** A client breaks its connection. */
    record HangUp(String server, int client) implements Step {
        @Override
        public void play(World world) {
            world.client(server, client, ProofClient::hangUp);
        }
    }

    /** A client stops reading. */
    record StopReading(String server, int client) implements Step {
        @Override
        public void play(World world) {
            world.client(server, client, ProofClient::stopReading);
        }
    }

    /** A client that stopped reading goes on. */
    record ReadOn(String server, int client) implements Step {
        @Override
        public void play(World world) {
            world.client(server, client, ProofClient::readOn);
        }
    }

    /** A server is killed. */
    record Kill(String server) implements Step {
        @Override
        public void play(World world) {
            world.kill(server);
        }
    }

    /** A server is started, as the others are set up. */
    record Start(String server) implements Step {
        @Override
        public void play(World world) {
            world.start(server, Oddity.NONE);
        }
    }

    /** A server is killed, if it runs, and started with something about it that is not as it should be. */
    record StartOdd(String server, Oddity oddity) implements Step {
        @Override
        public void play(World world) {
            world.kill(server);
            world.start(server, oddity);
        }
    }

    /** A server's machine loses its power: nobody is told. */
    record DieSilently(String server) implements Step {
        @Override
        public void play(World world) {
            world.dieSilently(server);
        }
    }

    /** A server stops in order. */
    record Stop(String server) implements Step {
        @Override
        public void play(World world) {
            world.stop(server);
        }
    }

    /** A server is frozen, as by SIGSTOP or a long collection of garbage. */
    record Pause(String server) implements Step {
        @Override
        public void play(World world) {
            world.pause(server);
        }
    }

    /** A frozen server goes on. */
    record GoOn(String server) implements Step {
        @Override
        public void play(World world) {
            world.goOn(server);
        }
    }

    /** The clock of a server's machine is put forward, or back. */
    record StepClock(String server, long millis) implements Step {
        @Override
        public void play(World world) {
            world.stepClock(server, Duration.ofMillis(millis));
        }
    }

    /** The clock of a server's machine gains microseconds a second, or loses them. */
    record DriftClock(String server, long ppm) implements Step {
        @Override
        public void play(World world) {
            world.driftClock(server, ppm);
        }
    }

    /** A server has no file descriptors left to accept with, or has some again. */
    record HoldAccepts(String server, boolean on) implements Step {
        @Override
        public void play(World world) {
            world.holdAccepts(server, on);
        }
    }

    /** A server's log has no room on its disk, or has some again. */
    record FillDisk(String server, boolean on) implements Step {
        @Override
        public void play(World world) {
            world.fillDisk(server, on);
        }
    }

    /** Somebody who is no neighbour comes to a server's neighbour port; several, if so many. */
    record Intrude(String server, Intruder as, int count) implements Step {
        @Override
        public void play(World world) {
            for (int i = 0; i < count; i++) {
                world.intrude(server, as);
            }
        }
    }

    /** Something goes wrong with one direction of a link, until the link is healed. */
    record Disturb(String from, String to, Disturbance by) implements Step {
        @Override
        public void play(World world) {
            world.cable(from, to).fault(from, by.fault());
        }
    }

    /** Connections over a link are reset, and dials refused, until it is healed. */
    record Cut(String one, String other) implements Step {
        @Override
        public void play(World world) {
            world.cable(one, other).cut();
        }
    }

    /** Dials over a link are not answered, until it is healed; what is connected stays. */
    record LoseDials(String one, String other) implements Step {
        @Override
        public void play(World world) {
            world.cable(one, other).failDials(SimulatedCable.DialFault.UNANSWERED);
        }
    }

    /** Dials over a link are refused, until it is healed; what is connected stays. */
    record RefuseDials(String one, String other) implements Step {
        @Override
        public void play(World world) {
            world.cable(one, other).failDials(SimulatedCable.DialFault.REFUSED);
        }
    }

    /** Connections over a link are gone, and only the server named first learns of it. */
    record HalfOpen(String one, String other) implements Step {
        @Override
        public void play(World world) {
            SimulatedCable cable = world.cable(one, other);
            cable.halfOpen(cable.one().equals(one), cable.two().equals(one));
        }
    }

    /** Connections over a link are gone, and nobody ever learns of it. */
    record Vanish(String one, String other) implements Step {
        @Override
        public void play(World world) {
            world.cable(one, other).lose(false, false);
        }
    }

    /** The stream that begins at a server ends in order. */
    record HalfClose(String from, String to) implements Step {
        @Override
        public void play(World world) {
            world.cable(from, to).halfClose(from);
        }
    }

    /** Connections over a link are reset. */
    record Reset(String one, String other) implements Step {
        @Override
        public void play(World world) {
            world.cable(one, other).reset();
        }
    }

    /** Connections over a link are reset, and both ends dial again in the same instant. */
    record CrossDials(String one, String other) implements Step {
        @Override
        public void play(World world) {
            world.cable(one, other).crossDials();
        }
    }

    /** All faults of a link end. */
    record Heal(String one, String other) implements Step {
        @Override
        public void play(World world) {
            world.cable(one, other).heal();
        }
    }
}
