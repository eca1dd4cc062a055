using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Institutions.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Committees.Domain;

public sealed class CommitteeRulesTests
{
    private static readonly CommitteeDraft Good = new(
        "steering", "Comité de pilotage", [new SeatRule("HETS", 1, "direction"), new SeatRule("HETS", 1, "formation"), new SeatRule("HG", 1, "direction")],
        [new PersonCode("HETS", "HETS-001"), new PersonCode("HETS", "HETS-002"), new PersonCode("HG", "HG-001")], [new PersonCode("ISSM", "ISSM-001")]);

    public static TheoryData<string, CommitteeDraft> Bad => new()
    {
        { "committee-kind-unknown", Good with { Kind = "board" } },
        { "committee-name-invalid", Good with { Name = " " } },
        { "committee-name-invalid", Good with { Name = new string('x', 121) } },
        { "committee-seats-invalid", Good with { Seats = [] } },
        { "committee-seats-invalid", Good with { Seats = [null!] } },
        { "committee-seats-invalid", Good with { Seats = [new SeatRule("HG", 0, "direction")] } },
        { "institution-unknown", Good with { Seats = [.. Good.Seats, new SeatRule("ISSM", 1, "direction")] } },
        { "committee-people-invalid", Good with { Members = [null!] } },
        { "committee-people-invalid", Good with { Members = [new PersonCode("HG", "a;b")] } },
        { "committee-people-invalid", Good with { Invitees = [.. Enumerable.Range(0, 201).Select(number => new PersonCode("HG", $"HG-{number}"))] } },
        { "committee-person-twice", Good with { Invitees = [new PersonCode("HG", "HG-001")] } },
        { "resource-persons-misplaced", Good with { ResourcePersons = [new PersonCode("HG", "HG-009")] } },
        { "committee-seats-exceeded", Good with { Members = [.. Good.Members!, new PersonCode("HETS", "HETS-003")] } },
        { "committee-seats-exceeded", Good with { Members = [new PersonCode("ISSM", "ISSM-002")] } },
    };

    [Fact]
    public void Members_fill_the_seats_of_their_institution_and_invitees_need_none()
    {
        Assert.Null(CommitteeRules.Check(Given.InForce(), Good));
        Assert.Null(CommitteeRules.Check(Given.InForce(), Good with { Kind = "thematic", ResourcePersons = [new PersonCode("HG", "HG-009")] }));
        Assert.Null(CommitteeRules.Check(Given.InForce(), Good with { Members = null, Invitees = null }));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_breaks_a_rule_is_refused_by_its_code(string code, CommitteeDraft committee) =>
        Assert.Equal(code, CommitteeRules.Check(Given.InForce(), committee)?.Code);
}
