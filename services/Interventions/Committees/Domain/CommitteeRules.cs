using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Committees.Domain;

/// <summary>Whether a committee may be formed under an agreement. Seats and their rules are in the parties' hands [S1].</summary>
public static class CommitteeRules
{
    public static readonly IReadOnlyList<string> Kinds = ["steering", "monitoring", "thematic"];

    private const int NameLimit = 120;
    private const int RoleLength = 200;
    private const int RulesLimit = 40;
    private const int PeopleLimit = 200;

    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? Check(Agreement agreement, CommitteeDraft committee) => Faults(agreement, committee).FirstOrDefault();

    /// <summary>Seats and people alone: kind and name stay when a committee changes.</summary>
    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? CheckComposition(Agreement agreement, CommitteeDraft committee) => FaultsOfComposition(agreement, committee).FirstOrDefault();

    private static IEnumerable<Refusal> Faults(Agreement agreement, CommitteeDraft committee)
    {
        if (!Kinds.Contains(committee.Kind))
        {
            yield return Refusal.Invalid("committee-kind-unknown", "A committee is steering, monitoring or thematic.");
        }

        if (!Texts.IsWritten(committee.Name, NameLimit))
        {
            yield return Refusal.Invalid("committee-name-invalid", $"A committee's name has 1 to {NameLimit} characters.");
        }

        foreach (var fault in FaultsOfComposition(agreement, committee))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Refusal> FaultsOfComposition(Agreement agreement, CommitteeDraft committee)
    {
        if (committee.Seats.Count is 0 or > RulesLimit
            || committee.Seats.Any(rule => rule is null || rule.Seats is < 1 or > 50 || !Texts.IsWritten(rule.Role, RoleLength)))
        {
            yield return Refusal.Invalid("committee-seats-invalid", $"There are 1 to {RulesLimit} seat rules, each of 1 to 50 seats with a role of 1 to {RoleLength} characters.");
            yield break;
        }

        if (committee.Seats.FirstOrDefault(rule => !agreement.HasParty(rule.Institution)) is { } stranger)
        {
            yield return Refusal.Invalid("institution-unknown", $"{stranger.Institution} is no party to {agreement.Ref}.");
        }

        var people = committee.People().Select(entry => entry.Person).ToList();
        if (people.Count > PeopleLimit || people.Any(person => person is null || !person.IsWellFormed))
        {
            yield return Refusal.Invalid("committee-people-invalid", $"At most {PeopleLimit} people, each by institution and a code of 1 to 80 characters.");
            yield break;
        }

        if (people.Distinct().Count() != people.Count)
        {
            yield return Refusal.Invalid("committee-person-twice", "Somebody stands once in a committee: as member, invitee or resource person.");
        }

        if (committee.Kind != "thematic" && committee.ResourcePersons is { Count: > 0 })
        {
            yield return Refusal.Invalid("resource-persons-misplaced", "Only thematic groups have resource persons.");
        }

        foreach (var members in (committee.Members ?? []).GroupBy(member => member.Institution))
        {
            var seats = committee.Seats.Where(rule => rule.Institution == members.Key).Sum(rule => rule.Seats);
            var count = members.Count();
            if (count > seats)
            {
                yield return Refusal.Invalid("committee-seats-exceeded", $"{members.Key} has {seats} seats and {count} members.");
            }
        }
    }
}
