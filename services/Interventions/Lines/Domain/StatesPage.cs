using System.Globalization;
using System.Text;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>docs/states.md: the table of a line's life, printed from the code that enforces it.</summary>
public static class StatesPage
{
    public static string Print()
    {
        var page = new StringBuilder("""
            # The life of a line

            Printed from `LineLife` by `./hx openapi`; a test sees that it is so. What is not in the table is not possible, and is
            refused with 409 `transition-illegal`, the state, and what is possible. An act on one line asks for `If-Match` with the
            ETag of the line as it was read; acts on many lines at once judge each as it stands.


            """);
        page.AppendLine("| from | act | who | leads to | rule |").AppendLine("|---|---|---|---|---|");
        foreach (var step in LineLife.Steps)
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {(step.From is { } from ? LineLife.Name(from) : "–")} | {LineLife.Name(step.Act)} | {step.Role} of {Side(step.Side)} "
                + $"| {string.Join(", ", step.To.Select(to => LineLife.Name(to.State)))} | {step.Rule}{(step.NeedsReason && !step.Rule.Contains("reason", StringComparison.Ordinal) ? "; with a reason" : "")} |");
        }

        page.AppendLine().AppendLine("""
            ```mermaid
            stateDiagram-v2
            """);
        foreach (var step in LineLife.Steps)
        {
            foreach (var to in step.To)
            {
                page.AppendLine(CultureInfo.InvariantCulture, $"    {(step.From is { } from ? LineLife.Name(from) : "[*]")} --> {LineLife.Name(to.State)}: {LineLife.Name(step.Act)}");
            }
        }

        return page.AppendLine("```").ToString();
    }

    private static string Side(LineSide side) => side switch
    {
        LineSide.Lender => "the lender",
        LineSide.Receiver => "the receiver",
        LineSide.Disputer => "who disputes it",
        _ => "either",
    };
}
