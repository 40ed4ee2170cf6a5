"""The demo borough: Merrowby, its agencies, 40 people who sign in, and about 300 families.

Everyone and everything in it is made up, and follows from a seed and a day. The awkward ones:

- twins, and a daughter who turns 18 this week: Abara, WF-20436
- the same name and birthday twice: Aisha Khan in WF-20467 and in WF-20471
- an unborn child: Doyle, Bell and Osei, WF-20417; and WF-20448
- born on 29 February: Whitlock, WF-20444
- O'Neill and D’Arcy: WF-20448
- one name and no other: Wahyuni, WF-20455
- an Arabic name: حداد, WF-20451; a Polish one: Łucja Kaczmarek, WF-20431
- half of the week with each parent: Lowe and Petrov, WF-20402
- a refuge address: Aldous, WF-20459
- a family of ten: Hussain, WF-20388
- a father who refuses consent: Tran, WF-20440
- a colleague's own family: Ekwueme, WF-20463 (Ruth Okafor's sister)
- one file away from a result: Marlow and Quaye, WF-20499
"""
