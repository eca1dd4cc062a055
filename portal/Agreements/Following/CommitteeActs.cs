using HourExchange.Client.Interventions;
using HourExchange.Portal.Asking;

namespace HourExchange.Portal.Agreements.Following;

/// <summary>Committees formed, changed from a day on and dissolved; meetings recorded and corrected.</summary>
public static class CommitteeActs
{
    public const string Section = "comites";
    public const string Meetings = "seances";
    public const string Change = "composition";
    public const string Dissolve = "dissolution";
    public const string Correct = "correction";

    // More than an agreement has parties.
    private const int SeatsShown = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        FollowingActs.Map(routes, Section, "comite", FormCommittee);
        FollowingActs.MapOne(routes, Section, Change, ChangeCommittee);
        FollowingActs.MapOne(routes, Section, Dissolve, (form, id, house) =>
        {
            var on = form.Day("le");
            return form.Send(house, (client, key, stopping) => client.DissolveCommitteeAsync(
                form.Reference, id, form.Read, new DissolutionRequest { DissolvedOn = on, Reason = form.Text("motif") }, key, stopping));
        });
        FollowingActs.Map(routes, Meetings, "seance", RecordMeeting);
        FollowingActs.MapOne(routes, Meetings, Correct, CorrectMeeting);
    }

    private static Task<IResult> FormCommittee(FollowingForm form, House house)
    {
        var seats = Seats(form);
        return form.Send(house, (client, key, stopping) => client.FormCommitteeAsync(form.Reference, new CommitteeDraft { Kind = form["genre"], Name = form["texte"], Seats = seats }, key, stopping));
    }

    private static Task<IResult> ChangeCommittee(FollowingForm form, Guid id, House house)
    {
        var (from, seats) = (form.Day("des"), Seats(form));
        var (members, invitees, resources) = (People(form, "membres"), People(form, "invites"), People(form, "ressources"));
        return form.Send(house, (client, key, stopping) => client.ChangeCommitteeAsync(
            form.Reference, id, form.Read, new CompositionRequest { EffectiveFrom = from, Seats = seats, Members = members, Invitees = invitees, ResourcePersons = resources }, key, stopping));
    }

    private static Task<IResult> RecordMeeting(FollowingForm form, House house)
    {
        var content = ContentOf(form);
        if (!Guid.TryParse(form["comite"], out var committee))
        {
            form.Say("comite", "Agreements.fault.missing");
        }

        return form.Send(house, (client, key, stopping) => client.RecordMeetingAsync(
            form.Reference,
            new MeetingDraft { Committee = committee, HeldOn = content.HeldOn, Participants = content.Participants, Decisions = content.Decisions, Note = content.Note }, key, stopping));
    }

    private static Task<IResult> CorrectMeeting(FollowingForm form, Guid id, House house)
    {
        var content = ContentOf(form);
        return form.Send(house, (client, key, stopping) => client.CorrectMeetingAsync(
            form.Reference, id, form.Read, new MeetingCorrection { Content = content, Reason = form.Text("motif") }, key, stopping));
    }

    private static MeetingContent ContentOf(FollowingForm form)
    {
        var (held, people) = (form.Day("le"), People(form, "presents"));
        if (people.Count == 0)
        {
            form.Say("presents", "Following.fault.person");
        }

        return new MeetingContent { HeldOn = held, Participants = people, Decisions = [.. Lines(form["decisions"]).Select(text => new DecisionDraft { Text = text })], Note = form.Text("texte") };
    }

    /// <summary>Asked for party by party, in the agreement's order.</summary>
    private static List<SeatRule> Seats(FollowingForm form) => [.. Enumerable.Range(0, SeatsShown).Where(row => form[$"places-{row}"].Length > 0).Select(row =>
        new SeatRule { Institution = form[$"partie-{row}"], Seats = form.Number($"places-{row}"), Role = form[$"fonction-{row}"] })];

    private static List<PersonCode> People(FollowingForm form, string field)
    {
        var people = Lines(form[field]).Select(PersonOf).ToList();
        if (people.Contains(null))
        {
            form.Say(field, "Following.fault.person");
        }

        return [.. people.OfType<PersonCode>()];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // "HETS HETS-011": the institution, and the code by which it calls the person.
    private static PersonCode? PersonOf(string typed) =>
        typed.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var institution, var code] ? new PersonCode { Institution = institution, Code = code } : null;
}
