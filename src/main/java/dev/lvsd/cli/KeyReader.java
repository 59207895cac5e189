package dev.lvsd.cli;

import org.jspecify.annotations.Nullable;

/// Makes keys of the bytes that a terminal sends: letters, and the sequences of arrows and page keys (ECMA-48, 5.4:
/// a control sequence is ESC, `[`, parameters from blank to `?`, and a last byte).
final class KeyReader {
    private static final int ESCAPE = 27;

    /// 0 between keys, 1 behind ESC, 2 in the first parameter, 3 behind it.
    private int state;
    /// The first parameter.
    private int number;

    /// Takes a byte.
    ///
    /// @return null within a sequence
    @Nullable ScreenKey take(int next) {
        if (next == ESCAPE) {
            state = 1;
            return null;
        }
        if (state == 0) {
            return letter(next);
        }
        if (state == 1 && (next == '[' || next == 'O')) {
            state = 2;
            number = 0;
            return null;
        }
        if (state >= 2 && next >= ' ' && next <= '?') {
            boolean first = state == 2 && next >= '0' && next <= '9';
            state = first ? 2 : 3;
            number = first ? Math.min(number * 10 + next - '0', 999) : number;
            return null;
        }
        boolean sequence = state >= 2;
        state = 0;
        return sequence ? last(next) : letter(next);
    }

    private ScreenKey last(int next) {
        return switch (next) {
            case 'A' -> ScreenKey.UP;
            case 'B' -> ScreenKey.DOWN;
            case '~' -> number == 5 ? ScreenKey.PAGE_UP : number == 6 ? ScreenKey.PAGE_DOWN : ScreenKey.OTHER;
            default -> ScreenKey.OTHER;
        };
    }

    private static ScreenKey letter(int next) {
        return switch (next) {
            case 'q', 'Q', 4 -> ScreenKey.QUIT;
            case 's', 'S' -> ScreenKey.SORT;
            case 'k' -> ScreenKey.UP;
            case 'j' -> ScreenKey.DOWN;
            case 'b' -> ScreenKey.PAGE_UP;
            case 'f' -> ScreenKey.PAGE_DOWN;
            default -> ScreenKey.OTHER;
        };
    }
}
