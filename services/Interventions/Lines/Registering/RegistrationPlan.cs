using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>What is to be written for lines of one institution, and the outcome of each in their order.</summary>
/// <param name="isList">
/// A known reference with other content is a proposed change there. Where one line is registered it is a fault.
/// </param>
internal sealed class RegistrationPlan(Agreement agreement, string institution, bool isList)
{
    public List<RegistrationOutcome> Outcomes { get; } = [];

    public List<Line> New { get; } = [];

    /// <summary>What a list says differently of lines that are known.</summary>
    public List<(Guid Id, LineContent Content)> Proposed { get; } = [];

    /// <summary>References that this institution gives: to new lines, and to lines of the other party.</summary>
    public List<(string Reference, Guid Id)> References { get; } = [];

    public void Refuse(params IReadOnlyList<LineFault> faults) => Outcomes.Add(new RegistrationOutcome(null, false, faults));

    public void Add(LineToRegister wanted)
    {
        if (isList && wanted.State is not (LineState.Delivered or LineState.Confirmed or LineState.Disputed))
        {
            Refuse(new LineFault("state", "state-not-delivered", "By its state it has not taken place, and no line is known by its reference."));
            return;
        }

        var line = wanted.Begin(agreement);
        New.Add(line);
        Outcomes.Add(new RegistrationOutcome(line.Id, false, []) { New = line });
        if (wanted.Reference is { } reference)
        {
            References.Add((reference, line.Id));
        }
    }

    public void Compare(KnownLine known, LineToRegister wanted)
    {
        var said = known.Said(wanted, institution, agreement);
        if (isList && known.HasEnded)
        {
            Outcomes.Add(new RegistrationOutcome(known.Id, false, [], IsCancelled: true) { Known = known });
        }

        // A list that names a planned line knows it; its delivery is recorded with the line.
        else if (!isList && known.IsPlanned != wanted.IsPlanned)
        {
            Refuse(new LineFault("reference", "reference-known", $"The reference {wanted.Reference} is that of a line in another state: record what became of it there."));
        }
        else if (said == known.Content)
        {
            if (known.ReferredBy != institution)
            {
                References.Add((wanted.Reference!, known.Id));
            }

            Outcomes.Add(new RegistrationOutcome(known.Id, true, []) { Known = known });
        }
        else if (isList)
        {
            // What was not said stays unsaid: whoever takes the change meets the line as it is then.
            var (regime, programme, expertise, place) = (wanted.Content.Regime, wanted.Content.Programme, wanted.Content.Expertise, wanted.Content.Place);
            Proposed.Add((known.Id, said with { Regime = regime, Programme = programme, Expertise = expertise, Place = place }));
            Outcomes.Add(new RegistrationOutcome(known.Id, false, [], IsProposed: true) { Known = known, Changed = known.With(said, agreement) });
        }
        else
        {
            Refuse(new LineFault("reference", "reference-known", $"The reference {wanted.Reference} is known with other content."));
        }
    }
}
