package dev.lvsd.cli;

import dev.lvsd.control.PlanSnapshot;
import dev.lvsd.control.StepSnapshot;

/// Steps as commands of ipvsadm, one in a line, which a shell runs; what else is to be said stands in comments.
public final class PlanTable {
    /// Exit status where there is something to do.
    public static final int SOMETHING_TO_DO = 4;

    private PlanTable() {}

    /// The text.
    public static String render(PlanSnapshot plan) {
        StringBuilder text = new StringBuilder();
        for (StepSnapshot step : plan.steps()) {
            if (step.refused() != null) {
                text.append("# refused: ").append(step.refused().replace('\n', ' ')).append('\n');
            }
            text.append(step.ipvsadm()).append('\n');
        }
        return text.isEmpty() ? "# nothing to do\n" : text.toString();
    }

    /// The exit status that tells whether there is something to do.
    public static int exitStatus(PlanSnapshot plan) {
        return plan.steps().isEmpty() ? 0 : SOMETHING_TO_DO;
    }
}
