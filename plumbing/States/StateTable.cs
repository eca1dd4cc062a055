using System.Globalization;
using System.Text;

namespace HourExchange.Plumbing.States;

/// <summary>A whole life as a table: what is not in it is not possible. It decides, it says what somebody may do, and it is printed.</summary>
/// <param name="steps">In the order in which acts are named to people. An act leads from a state in one way.</param>
public sealed class StateTable<TAct>(params IReadOnlyList<StateStep<TAct>> steps) where TAct : struct, Enum
{
    public IReadOnlyList<StateStep<TAct>> Steps => steps;

    /// <summary>As the act is called on the wire: in lower case.</summary>
    public string NameOf(TAct act) => act.ToString().ToLowerInvariant();

    public bool Allows(string state, TAct act) => Find(state, act) is not null;

    /// <param name="isWhole">Whether nothing is missing any more, where the act may lead to two states.</param>
    /// <exception cref="InvalidOperationException">The act is not possible, which was to be asked before: a fault of ours.</exception>
    public string Next(string state, TAct act, bool isWhole = true) =>
        Find(state, act) is { } step ? (isWhole ? step.To[^1] : step.To[0]) : throw new InvalidOperationException($"{NameOf(act)} does not lead out of {state}.");

    /// <summary>What somebody in a role may do in a state, by name.</summary>
    /// <param name="may">Whether nothing but state and role speaks against it: whose side somebody is on, what the same person did before.</param>
    public IReadOnlyList<string> ActsOf(string state, string role, Func<TAct, bool> may) =>
        [.. steps.Where(step => step.From == state && step.Role == role && may(step.Act)).Select(step => NameOf(step.Act))];

    /// <summary>The table in Markdown under a title, and the same as a diagram.</summary>
    public string Print(string title, string text)
    {
        var page = new StringBuilder($"# {title}\n\n{text}\n\n| from | act | who | leads to | rule |\n|---|---|---|---|---|\n");
        foreach (var step in steps)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {step.From} | {NameOf(step.Act)} | {step.Role} | {string.Join(", ", step.To)} | {step.Rule} |\n");
        }

        page.Append("\n```mermaid\nstateDiagram-v2\n");
        foreach (var (step, to) in steps.SelectMany(step => step.To.Select(to => (step, to))))
        {
            page.Append(CultureInfo.InvariantCulture, $"    {step.From} --> {to}: {NameOf(step.Act)}\n");
        }

        return page.Append("```\n").ToString();
    }

    private StateStep<TAct>? Find(string state, TAct act) => steps.FirstOrDefault(step => step.From == state && EqualityComparer<TAct>.Default.Equals(step.Act, act));
}
