using HourExchange.Verifier;

// Checks an exported book or a signed statement with nothing but the files: no database, no other part of HourExchange.
if (args.Length is not (1 or 2))
{
    Console.Error.WriteLine("""
        usage: verifier BOOK.ndjson [HASH]              checks an exported book (- for standard input); HASH: the last hash it must end with
               verifier STATEMENT.json [BOOK.ndjson]    checks a signed statement, alone or against its exported book
        """);
    return 2;
}

try
{
    using var input = args[0] == "-" ? Console.OpenStandardInput() : File.OpenRead(args[0]);
    using var book = args[0].EndsWith(".json", StringComparison.OrdinalIgnoreCase) && args.Length == 2 ? File.OpenRead(args[1]) : null;
    var verdict = args[0].EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? SignedStatement.Check(input, book)
        : ExportedBook.Check(input, args.ElementAtOrDefault(1));
    (verdict.IsGood ? Console.Out : Console.Error).WriteLine(verdict.Sentence);
    return verdict.IsGood ? 0 : 1;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
