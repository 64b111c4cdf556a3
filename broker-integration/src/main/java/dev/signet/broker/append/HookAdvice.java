package dev.signet.broker.append;

import net.bytebuddy.asm.Advice;

/** The line that is put at the normal exit of the hooked method; its body is copied there, never run from here. */
final class HookAdvice {

    private HookAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object log, @Advice.Argument(0) Object records, @Advice.Argument(1) Object origin) {
        AppendHook.analyzed(log, records, origin);
    }
}
