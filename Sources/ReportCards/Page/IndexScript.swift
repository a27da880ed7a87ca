/// Sorts by a column's `data-v` or text, and shows one peer group. A few lines; nothing depends on it.
let indexScript: HTML = """
  (function(){
  var table=document.getElementById("league"),body=table.tBodies[0],rows=[].slice.call(body.rows);
  function key(row,i){var c=row.cells[i],v=c.getAttribute("data-v");return v===null?c.textContent.toLowerCase():v===""?null:+v}
  [].forEach.call(table.tHead.rows[0].cells,function(head,i){
  var button=document.createElement("button");button.type="button";button.textContent=head.textContent;
  head.textContent="";head.appendChild(button);
  button.onclick=function(){
  var down=head.getAttribute("aria-sort")==="ascending",sign=down?-1:1;
  [].forEach.call(table.tHead.rows[0].cells,function(h){h.removeAttribute("aria-sort")});
  head.setAttribute("aria-sort",down?"descending":"ascending");
  rows.map(function(r,n){return{r:r,k:key(r,i),n:n}}).sort(function(a,b){
  if(a.k===b.k)return a.n-b.n;if(a.k===null)return 1;if(b.k===null)return-1;
  return(a.k<b.k?-1:1)*sign}).forEach(function(e){body.appendChild(e.r)})}});
  var group=document.getElementById("group"),count=document.getElementById("count");
  function show(){var n=0;rows.forEach(function(r){
  r.hidden=group.value!==""&&r.getAttribute("data-g")!==group.value;if(!r.hidden)n++});
  count.textContent=n+" of "+rows.length+" guilds"}
  group.onchange=show;show();document.getElementById("tools").hidden=false})();

  """
