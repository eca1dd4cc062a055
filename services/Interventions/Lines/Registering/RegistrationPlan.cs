using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>What is to be written for a list of lines, and the outcome of each in the list's order.</summary>
/// <param name="proposesChanges">
/// True for lists: a known reference with other content is a proposed change. Where one line is registered it is a fault.
/// </param>
internal sealed class RegistrationPlan(bool proposesChanges)
{
    public List<RegistrationOutcome> Outcomes { get; } = [];

    public List<NewLine> New { get; } = [];

    /// <summary>What a list says differently of lines that are known.</summary>
    public List<(Guid Id, LineDraft Draft)> Proposed { get; } = [];

    /// <summary>Lines of the other party that this institution now refers to as well.</summary>
    public List<(string Reference, Guid Id)> AlsoReferred { get; } = [];

    public void Refuse(IReadOnlyList<LineFault> faults) => Outcomes.Add(new RegistrationOutcome(null, false, faults));

    /// <summary>The line has passed the rules, so its terms, unit and minutes exist.</summary>
    public Guid Add(Agreement agreement, LineToRegister wanted)
    {
        var line = new NewLine(Guid.CreateVersion7(), wanted, CoTeaching.TaughtBy(agreement, wanted.Draft, wanted.CoTeachers, wanted.CoPosition));
        New.Add(line);
        Outcomes.Add(new RegistrationOutcome(line.Id, false, []));
        return line.Id;
    }

    /// <param name="isPlanned">Whether the line is requested, not delivered.</param>
    public void Compare(KnownLine known, LineDraft draft, bool isPlanned)
    {
        // A list that names a planned line knows it; its delivery is recorded with the line.
        if (!proposesChanges && known.IsPlanned != isPlanned)
        {
            Refuse([new LineFault("reference", "reference-known", $"The reference {draft.Reference} is that of a line in another state: record what became of it there.")]);
        }
        else if (known.IsSameAs(draft))
        {
            Outcomes.Add(new RegistrationOutcome(known.Id, true, []));
        }
        else if (proposesChanges)
        {
            Proposed.Add((known.Id, draft));
            Outcomes.Add(new RegistrationOutcome(known.Id, false, [], IsProposed: true));
        }
        else
        {
            Refuse([new LineFault("reference", "reference-known", $"The reference {draft.Reference} is known with other content.")]);
        }
    }

    public void Refer(string reference, Guid id)
    {
        AlsoReferred.Add((reference, id));
        Outcomes.Add(new RegistrationOutcome(id, true, []));
    }
}
