/// The rules that every scorer keeps and what they are made with, which authors elsewhere use as well.
@_exported import ScorerChecks
