using HourExchange.Verifier;

// Checks an exported book with nothing but the export: no database, no other part of HourExchange.
if (args.Length is not (1 or 2))
{
    Console.Error.WriteLine("usage: verifier FILE [HASH]   checks an exported book (- for standard input); HASH: the last hash it must end with");
    return 2;
}

try
{
    using var input = args[0] == "-" ? Console.OpenStandardInput() : File.OpenRead(args[0]);
    var verdict = ExportedBook.Check(input, args.ElementAtOrDefault(1));
    (verdict.IsGood ? Console.Out : Console.Error).WriteLine(verdict.Sentence);
    return verdict.IsGood ? 0 : 1;
}
catch (IOException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
