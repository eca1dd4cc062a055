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

    public List<Line> New { get; } = [];

    /// <summary>What a list says differently of lines that are known.</summary>
    public List<(Guid Id, LineContent Content)> Proposed { get; } = [];

    /// <summary>References that this institution gives: to new lines, and to lines of the other party.</summary>
    public List<(string Reference, Guid Id)> References { get; } = [];

    public void Refuse(IReadOnlyList<LineFault> faults) => Outcomes.Add(new RegistrationOutcome(null, false, faults));

    public Line Add(Agreement agreement, LineToRegister wanted)
    {
        var line = wanted.Begin(agreement);
        New.Add(line);
        Outcomes.Add(new RegistrationOutcome(line.Id, false, []) { New = line });
        if (wanted.Reference is { } reference)
        {
            References.Add((reference, line.Id));
        }

        return line;
    }

    public void Compare(KnownLine known, LineToRegister wanted)
    {
        // A list that names a planned line knows it; its delivery is recorded with the line.
        if (!proposesChanges && known.IsPlanned != wanted.IsPlanned)
        {
            Refuse([new LineFault("reference", "reference-known", $"The reference {wanted.Reference} is that of a line in another state: record what became of it there.")]);
        }
        else if (known.IsSameAs(wanted.Content))
        {
            Outcomes.Add(new RegistrationOutcome(known.Id, true, []));
        }
        else if (proposesChanges)
        {
            Proposed.Add((known.Id, wanted.Content));
            Outcomes.Add(new RegistrationOutcome(known.Id, false, [], IsProposed: true));
        }
        else
        {
            Refuse([new LineFault("reference", "reference-known", $"The reference {wanted.Reference} is known with other content.")]);
        }
    }

    public void Refer(string reference, Guid id)
    {
        References.Add((reference, id));
        Outcomes.Add(new RegistrationOutcome(id, true, []));
    }
}
