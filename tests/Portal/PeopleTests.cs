using HourExchange.Client.Interventions;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Words;

namespace HourExchange.Tests.Portal;

/// <summary>Decision 0071: a name is no code, and a code of the other side is asked about.</summary>
public sealed class PeopleTests
{
    private static readonly Wording Words = Wording.Of("Portal", "fr");

    private readonly People _people = new([Known("HG", "HG-025", "Zzqa Brevforg"), Known("HETS", "HETS-011", null), Known("HETS", "HETS-012", "Zzqb Brevforg", isForgotten: true)]);

    [Theory]
    [InlineData("HG", "HG-025")]
    [InlineData("HG", "HG-025 · Zzqa Brevforg")]
    [InlineData("HG", "zzqa brevforg")]
    [InlineData("HG", "HG-099")]
    [InlineData("HG", "HG-250")]
    [InlineData("HG", "hg-025")]
    [InlineData("HG", "DIRECTION")]
    public void Who_is_known_and_a_new_code_are_taken(string lends, string typed) => Assert.Null(_people.DoubtOf(lends, typed, isMeant: false, Words));

    [Fact]
    public void A_name_that_nobody_has_is_refused_even_as_somebody_new()
    {
        Assert.Contains("n’est pas connu·e", _people.DoubtOf("HG", "Zzqc Brevforg", isMeant: false, Words), StringComparison.Ordinal);
        Assert.Contains("n’est pas connu·e", _people.DoubtOf("HG", "Zzqc Brevforg", isMeant: true, Words), StringComparison.Ordinal);
        Assert.Contains("n’est pas connu·e", _people.DoubtOf("HETS", "Zzqb Brevforg", isMeant: true, Words), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HG 025", "Vouliez-vous HG-025")]
    [InlineData("HG025", "Vouliez-vous HG-025")]
    [InlineData("hg_025", "Vouliez-vous HG-025")]
    [InlineData("HG-25", "Vouliez-vous HG-025")]
    [InlineData("HG-0025", "Vouliez-vous HG-025")]
    [InlineData("Brevforg", "ressemble à un nom")]
    [InlineData("Zzqd-Brevforg", "ressemble à un nom")]
    public void What_is_nearly_a_code_and_a_word_are_asked_about(string typed, string said)
    {
        Assert.Contains(said, _people.DoubtOf("HG", typed, isMeant: false, Words), StringComparison.Ordinal);
        Assert.Equal(!typed.Contains(' ', StringComparison.Ordinal), _people.IsUnlikely("HG", typed));
        // One that is meant is taken; one with a space is none.
        Assert.Equal(typed.Contains(' ', StringComparison.Ordinal), _people.DoubtOf("HG", typed, isMeant: true, Words) is not null);
    }

    [Fact]
    public void A_known_code_is_found_in_whatever_case() => Assert.Equal("HG-025", _people.CodeOf("HG", "hg-025"));

    [Theory]
    [InlineData("HETS-011")]
    [InlineData("HETS-011 · ")]
    public void A_code_of_the_other_side_is_asked_about_until_it_is_meant(string typed)
    {
        Assert.StartsWith("HETS-011 est de HETS", _people.DoubtOf("HG", typed, isMeant: false, Words), StringComparison.Ordinal);
        Assert.Null(_people.DoubtOf("HG", typed, isMeant: true, Words));
    }

    /// <summary>Whoever says that it is somebody new means the code: the name of another is never one.</summary>
    [Fact]
    public void The_name_of_somebody_on_the_other_side_is_nobody_new()
    {
        Assert.StartsWith("HG-025 est de HG", _people.DoubtOf("HETS", "Zzqa Brevforg", isMeant: false, Words), StringComparison.Ordinal);
        Assert.StartsWith("HG-025 est de HG", _people.DoubtOf("HETS", "Zzqa Brevforg", isMeant: true, Words), StringComparison.Ordinal);
    }

    private static ContributorView Known(string institution, string code, string? name, bool isForgotten = false) =>
        new() { Institution = institution, Code = code, Name = name, Forgotten = isForgotten };
}
