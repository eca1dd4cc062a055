using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>A line that is registered, found by the reference that an institution gave it.</summary>
/// <param name="ReferredBy">Whose reference it was found by.</param>
/// <param name="RegisteredBy">Who registered the line.</param>
/// <param name="TaughtMinutes">Of a shared line its own part.</param>
internal sealed record KnownLine(Guid Id, string ReferredBy, string RegisteredBy, LineContent Content, LineState State, int TaughtMinutes, int CoTeachers, int CoPosition)
{
    /// <summary>Requested or approved: it has not taken place yet.</summary>
    public bool IsPlanned => State is LineState.Requested or LineState.Approved;

    /// <summary>Nothing becomes of it any more.</summary>
    public bool HasEnded => State is LineState.Cancelled or LineState.Declined;

    /// <summary>
    /// What somebody says of the line. What the list does not say stays, and so do the words of the other party, if that registered
    /// it; the part of a shared line, as lists have it, is that of the whole.
    /// </summary>
    public LineContent Said(LineToRegister line, string institution, Agreement agreement)
    {
        var said = line.Content.CompletedFrom(Content, line.Unsaid);
        said = RegisteredBy == institution ? said : said.InTheWordsOf(Content);
        return CoTeachers > 1 && said.Date == Content.Date && CoTeaching.TaughtBy(agreement, said, 1, 1) == TaughtMinutes
            ? said with { Quantity = Content.Quantity, Unit = Content.Unit }
            : said;
    }

    /// <summary>The line as it would be delivered with other content, without keys.</summary>
    /// <param name="content">As <see cref="Said"/> answers it. A unit that the terms have lost since keeps its minutes: a correction would say so.</param>
    public Line With(LineContent content, Agreement agreement) => new()
    {
        Id = Id,
        Agreement = agreement.Ref,
        Content = content,
        State = LineState.Delivered,
        TaughtMinutes = agreement.LastTermsAt(content.Date)!.UnitMinutes(content.Unit) is null ? TaughtMinutes : CoTeaching.TaughtBy(agreement, content, CoTeachers, CoPosition),
        CoTeachers = CoTeachers,
        CoPosition = CoPosition,
    };
}
