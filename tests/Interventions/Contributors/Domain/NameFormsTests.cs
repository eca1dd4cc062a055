using HourExchange.Interventions.Contributors.Domain;

namespace HourExchange.Tests.Interventions.Contributors.Domain;

public sealed class NameFormsTests
{
    // Made-up words; è and ü decomposed, as the database gives them.
    private static readonly NameForms Forms = NameForms.Of("Zzqa-Lin Bre\u0300vforg", "zzqa.brevforg@exemple.invalid", "+41 22 000 00 99")!;

    [Theory]
    [InlineData("Atelier avec Zzqa-Lin Bre\u0300vforg, salle 2", "Atelier avec HG-031, salle 2")]
    [InlineData("BREVFORG, ZZQA LIN", "HG-031")]
    [InlineData("bre\u0300vforg zzqa-lin", "HG-031")]
    [InlineData("selon (Brevforg) et Bre\u0301vforg.", "selon (HG-031) et HG-031.")]
    [InlineData("écrire à Zzqa.Brevforg@exemple.invalid", "écrire à HG-031")]
    [InlineData("tél. +41 22 000-00-99, 41220000099", "tél. +HG-031, HG-031")]
    [InlineData("Brevforgien, Zzqa-Lin seul et Lin", "Brevforgien, Zzqa-Lin seul et Lin")]
    [InlineData("", "")]
    public void Whole_words_are_struck_in_either_order_case_and_accent(string text, string struck) => Assert.Equal(struck, Forms.Strike(text, "HG-031"));

    [Fact]
    public void A_code_is_put_in_as_it_is() => Assert.Equal("$0-1", Forms.Strike("Brevforg", "$0-1"));

    [Theory]
    [InlineData("Zzq Bre", "Mme Bre et Zzq", "Mme Bre et Zzq")]
    [InlineData("Zzq Bre", "Bre Zzq et Zzq Bre", "C et C")]
    [InlineData("Ann Zzqe van Bre", "van Bre, Ann Zzqe", "C")]
    [InlineData("Zzqeluda", "avec Zzqeluda", "avec C")]
    public void A_short_last_name_alone_stays(string name, string text, string struck) => Assert.Equal(struck, NameForms.Of(name, null, null)!.Strike(text, "C"));

    // Signs between the words, and words that are signs: were each its own part of the search, their number would multiply.
    [Fact]
    public void A_name_with_words_of_signs_alone_is_searched_for_at_once()
    {
        var forms = NameForms.Of("ab - - - - - - cd", null, null)!;
        Assert.Equal("ab" + new string('-', 300) + "xcd", forms.Strike("ab" + new string('-', 300) + "xcd", "C"));
        Assert.Equal("avec C", forms.Strike("avec ab - - cd", "C"));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("", "", "")]
    [InlineData("Bre", null, "118")]
    public void Nothing_is_searched_for_where_too_little_is_known(string? name, string? mail, string? phone) => Assert.Null(NameForms.Of(name, mail, phone));

    [Fact]
    public void Patterns_have_no_letters_but_those_whose_case_every_locale_folds()
    {
        Assert.Contains("%Brevforg%", Forms.Patterns);
        Assert.Contains("%Zzqa%Lin%Brevforg%", Forms.Patterns);
        Assert.All(NameForms.Of("Øßł_%", "ø@ß.invalid", null)!.Patterns, pattern => Assert.All(pattern, letter => Assert.True(char.IsAsciiLetterOrDigit(letter) || letter == '%')));
    }
}
