using HourExchange.Reporting.Reports.Editions.Domain;

namespace HourExchange.Tests.Reporting.Reports.Editions.Domain;

public sealed class EditionDifferencesTests
{
    [Fact]
    public void A_changed_figure_is_named_by_its_row_with_what_it_was_and_is() => Assert.Equal(
        [new EditionDifference("institutions[HG].given", "60", "90"), new EditionDifference("reference", "\"a\"", "\"b\"")],
        EditionDifferences.Between(
            """{"institutions":[{"institution":"HETS","given":1},{"institution":"HG","given":60}],"reference":"a"}""",
            """{"institutions":[{"institution":"HETS","given":1},{"institution":"HG","given":90}],"reference":"b"}"""));

    [Fact]
    public void A_row_that_comes_or_goes_changes_no_other() => Assert.Equal(
        [
            new EditionDifference("byNature[HG/cours]", """{"nature":"cours","institution":"HG","given":5}""", null),
            new EditionDifference("byNature[HG/jury]", null, """{"nature":"jury","institution":"HG","given":7}"""),
        ],
        EditionDifferences.Between(
            """{"byNature":[{"nature":"cours","institution":"HG","given":5},{"nature":"td","institution":"HG","given":6}]}""",
            """{"byNature":[{"nature":"jury","institution":"HG","given":7},{"nature":"td","institution":"HG","given":6}]}"""));

    [Fact]
    public void Rows_called_alike_are_told_apart_by_their_place_and_the_same_content_has_no_difference()
    {
        Assert.Equal(
            [new EditionDifference("settlements[A/B/2].minutes", "2", "3")],
            EditionDifferences.Between(
                """{"settlements":[{"payer":"A","payee":"B","minutes":1},{"payer":"A","payee":"B","minutes":2}]}""",
                """{"settlements":[{"payer":"A","payee":"B","minutes":1},{"payer":"A","payee":"B","minutes":3}]}"""));
        Assert.Empty(EditionDifferences.Between("""{"a":[1,2]}""", """{"a":[1,2]}"""));
        Assert.Equal([new EditionDifference("a", "[1,2]", "[1]")], EditionDifferences.Between("""{"a":[1,2]}""", """{"a":[1]}"""));
    }
}
